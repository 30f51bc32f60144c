/** Special awards on the public result page. */
export const publicSpecialAwards = {
  title: "Giải tập thể và giải đặc thù",
  lead: "Trao theo quy định riêng, bên cạnh các giải của từng bài dự thi.",
  entry: (code: string) => `Tác giả của bài ${code}`,
  points: (value: string) => `${value} điểm`,
  entries: (value: string) => `${value} bài`,
  later: (day: string) => `trao bổ sung ngày ${day}`,
};

export type PublicSpecialAwardsMessages = typeof publicSpecialAwards;
