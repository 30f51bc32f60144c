import QRCode from "qrcode";

/** The address as a QR code in SVG, dark on white with its quiet zone, for `QrPanel`. */
export function qrSvg(address: string): Promise<string> {
  return QRCode.toString(address, { type: "svg", errorCorrectionLevel: "M", margin: 2 });
}
