/** Saving while typing: its state beside the button, the copy on the device, two people on one field, shared devices. */
export const saving = {
  /** `%s` stands for a time, a reason or a number */
  state: {
    ready: "Tự lưu trong lúc gõ.",
    typed: "Có phần vừa gõ chưa lưu.",
    saving: "Đang lưu…",
    saved: "Đã lưu %s",
    offline: "Mất mạng: đã giữ trên máy này.",
    offlineShared: "Mất mạng, chưa lưu: đừng đóng trang.",
    failed: "Chưa lưu được: %s",
    server: "hệ thống đang bận, sẽ tự thử lại.",
    signedOut: "Phiên đăng nhập đã hết: đã giữ trên máy này.",
    signedOutShared: "Phiên đăng nhập đã hết. Bấm “Lưu” để đăng nhập lại, phần vừa gõ vẫn còn.",
    signIn: "Đăng nhập lại",
    conflict: "Còn %s mục cần chọn bản dùng.",
    leaving: "Còn phần vừa gõ chưa lưu được lên hệ thống. Đăng xuất sẽ xóa phần này khỏi máy. Vẫn đăng xuất?",
  },
  restored: "Đã lấy lại phần vừa gõ chưa kịp lưu (%s).",
  takenOver: "Đã lưu, vừa cập nhật phần mới lưu ở nơi khác.",
  conflict: {
    title: (n: number) => `Có ${n} mục vừa được sửa ở nơi khác`,
    text: "Chưa có gì bị ghi đè, những mục khác đã được lưu. Ở mỗi mục dưới đây, chọn bản muốn dùng; hoặc sửa lại trong ô rồi bấm “Lưu”.",
    theirs: (name: string, moment: string) => `${name} lưu lúc ${moment}`,
    own: (moment: string) => `Chính tài khoản này lưu ở một thẻ hoặc máy khác lúc ${moment}`,
    somebody: "Một người khác",
    mine: "Bản của tôi (vừa gõ)",
    other: "Bản kia (đã lưu)",
    empty: "(để trống)",
    takeMine: "Lấy bản của tôi",
    keepTheirs: "Giữ bản kia",
    removed: "Tác giả này đã bị xóa ở nơi khác trong lúc đang gõ ở đây.",
    removedMine: "Giữ lại tác giả này với nội dung vừa gõ",
    removedTheirs: "Xóa tác giả này",
    removal: (name: string) => `Chưa xóa ${name}, vì phần về người này vừa được sửa ở nơi khác. Xem lại; vẫn muốn xóa thì bấm xóa lần nữa.`,
    choice: "Chọn bản dùng cho mục này",
  },
  shared: {
    tick: "Đây là máy dùng chung (phòng máy, quán, máy mượn)",
    tickHelp: "Phiên đăng nhập ngắn, tự hết khi đóng trình duyệt; không giữ gì lại trên máy này.",
    hint: "Máy dùng chung: làm xong nhớ",
    signOut: "đăng xuất",
  },
  held: {
    title: "Đăng nhập lại để lưu",
    text: "Phiên đăng nhập đã hết, nhưng nội dung vừa gửi vẫn còn ở đây. Đăng nhập lại bằng đúng tài khoản đã gõ, nội dung sẽ được lưu và mở lại đúng chỗ.",
    submit: "Đăng nhập và lưu",
    kept: "Nội dung vừa gửi vẫn được giữ và sẽ được lưu sau khi đăng nhập.",
  },
};

export type SavingMessages = typeof saving;
