/** The page that checks a printed commendation by its code. */
export const commendationCheck = {
  title: "Kiểm tra giấy khen, bằng khen",
  valid: "Giấy này có hiệu lực",
  validHelp: "Nội dung dưới đây đúng như cơ quan ký đã quyết định.",
  dropped: "Giấy này không còn hiệu lực",
  droppedHelp: "Việc khen thưởng này đã được rút lại sau khi công bố.",
  unknown: "Không có giấy khen, bằng khen nào mang mã này",
  unknownHelp: "Xem lại từng ký tự trên giấy. Nếu mã đúng mà vẫn không thấy, việc khen thưởng không có trong hệ thống hoặc chưa được công bố.",
  kind: "Hình thức",
  recipient: "Người được khen thưởng",
  nameHidden: "Không hiển thị, vì người được khen thưởng chưa đồng ý công khai họ tên",
  detail: "Chức danh, nơi công tác, địa chỉ",
  grounds: "Thành tích",
  seeAll: "Danh sách khen thưởng",
};

export type CommendationCheckMessages = typeof commendationCheck;
