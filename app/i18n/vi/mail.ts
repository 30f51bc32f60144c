interface LetterText {
  name: string;
  paragraphs: readonly string[];
  link?: string;
}

/** Letters: plain text, one link at most on a line of its own, so that it can be tapped and read out. */
export const mail = {
  letter: ({ name, paragraphs, link }: LetterText) =>
    [name ? `Kính gửi ${name},` : "Kính gửi quý vị,", ...paragraphs, ...(link ? [link] : []), "Trân trọng,\nBan Thư ký"].join("\n\n"),
  passwordReset: {
    subject: "Đặt lại mật khẩu",
    paragraphs: (hours: number) => [
      "Có yêu cầu đặt lại mật khẩu cho tài khoản này. Nếu không phải do quý vị yêu cầu, xin bỏ qua thư này; mật khẩu cũ vẫn dùng được.",
      `Mở liên kết dưới đây để đặt mật khẩu mới. Liên kết dùng được một lần, trong ${hours} giờ.`,
    ],
  },
  invitation: {
    subject: (role: string) => `Lời mời tham gia: ${role}`,
    paragraphs: ({ role, place, until }: { role: string; place: string; until: string }) => [
      `Trân trọng mời quý vị tham gia với vai trò ${role}, ${place}.`,
      `Mở liên kết dưới đây để nhận lời. Liên kết chỉ dành cho quý vị, dùng được một lần, đến hết ${until}.`,
    ],
  },
  /** Where a role without an edition is held. */
  wholeSystem: "toàn hệ thống",
};

export type MailMessages = typeof mail;
