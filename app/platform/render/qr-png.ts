import QRCode from "qrcode";

/** The text as a QR code, dark on white, at a size that prints sharply. */
export function qrPng(text: string): Promise<Buffer> {
  return QRCode.toBuffer(text, { type: "png", errorCorrectionLevel: "M", margin: 2, scale: 8 });
}
