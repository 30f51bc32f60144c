/** One certificate as it is printed, on a page of its own: A4, wide. Texts are ready to print; pictures are PNG or JPEG. */
export interface CertificateSheet {
  national: string;
  motto: string;
  /** above the authority, smaller; none where nothing is said */
  parent?: string;
  authority: string;
  heading: string;
  certifies: string;
  name: string;
  unit: string;
  /** what the person did, and what they won */
  lines: readonly string[];
  /** index of the line that stands out: the prize */
  highlight?: number;
  placeAndDate: string;
  signerTitle: string;
  signerName: string;
  /** small, at the left: decision, number in the book, code */
  notes: readonly string[];
  /** what the QR code holds; null: none is printed */
  qr: string | null;
  /** by key of `CertificateBatch.pictures` */
  emblem: string | null;
  signature: string | null;
}

/** Certificates to be printed in one go. The same batch gives the same bytes. */
export interface CertificateBatch {
  /** for the properties of the file */
  title: string;
  at: Date;
  sheets: readonly CertificateSheet[];
  pictures: Readonly<Record<string, { data: Uint8Array; format: "png" | "jpg" }>>;
}
