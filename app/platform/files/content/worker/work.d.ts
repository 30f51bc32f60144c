/** What the thread is asked to do with one file. */
export interface Work {
  task: "inspect-pdf" | "read-pdf" | "clean-pdf" | "inspect-docx" | "read-docx" | "clean-docx";
  /** the file to read */
  path: string;
  /** the file to write, for the clean ones */
  target: string;
  /** how much text is wanted */
  mostCharacters: number;
  /** of the picture of the first page, in pixels; twice as much is the height at most */
  mostWidth: number;
}

/** Of a `read-pdf`; the pixels are RGBA. */
export interface ReadPdf {
  pages: number;
  text: string;
  picture: { data: Uint8Array; width: number; height: number };
}
