import type { fileContent as source } from "../vi/file-content";

export const fileContent: typeof source = {
  reasons: {
    empty_file: "The file is empty (0 bytes); perhaps it was not copied to the end. Open it to check, then choose it again.",
    file_too_large: "The file is larger than this part takes.",
    unknown_content: "What is in the file is not known, or is of a kind that is not taken. Send photos as JPG, PNG or WebP, documents as PDF or DOCX, videos as MP4, MOV or WebM.",
    family_not_allowed: "This part does not take that kind of file. The kinds it takes stand at its top.",
    content_differs: "What is in the file is not what its name says; it may have been renamed. Open it, save it as the right kind and send it again.",
    picture_broken: "The picture is damaged or was not copied to the end. Open it to check and send it again, or take it again.",
    picture_too_large: "The picture is too large (more than 40 million pixels). Make it smaller and send it again.",
    pdf_broken: "The PDF is damaged and cannot be opened. Export it again and send it.",
    pdf_encrypted: "The PDF has a password or is locked. Take the password off, or print it to a new PDF and send that.",
    pdf_active: "The PDF holds a script or starts a program, so it is not taken. Print it to a new PDF and send that.",
    document_broken: "The Word file is damaged and cannot be opened. Open it in Word, save it as DOCX and send it again.",
    document_bomb: "The Word file is too large when it is opened. Take some pictures out, or export it as PDF and send that.",
    document_macros: "The Word file holds macros, embedded objects or a template from elsewhere, so it is not taken. Export it as PDF and send that.",
    video_broken: "The video is damaged, was not copied to the end or has no picture. Open it to check and send it again.",
    too_complex: "The file could not be read in the time allowed. Export it as a simpler PDF and send that.",
    processing_failed: "The file could not be made ready for others to see. Send it again or tell the secretariat.",
  },
  problems: {
    heic: {
      title: "HEIC photo: many devices cannot show it",
      help: "Judges may not be able to open this photo. On an iPhone: Settings → Camera → Formats, choose “Most Compatible” and take it again; or open the photo, choose Share → Options → “Most Compatible”, save it to Files and send the JPG.",
    },
    codec: {
      title: "Many browsers cannot play this video",
      help: "Judges may not be able to see this video (mostly it is HEVC/H.265). On an iPhone: Settings → Camera → Formats, choose “Most Compatible” and record it again; or convert it to MP4 with H.264 and send that.",
    },
  },
  viewerProblems: {
    heic: "A HEIC photo, which the browser may not show. Download it to see it.",
    codec: "The browser may not play this video. Download it to see it.",
  },
  states: { waiting: "Waiting for the file", processing: "Being processed", refused: "Not accepted", failed: "Cannot be seen yet" },
  family: { PHOTO: "Photo", PDF: "PDF", DOCUMENT: "Word document", VIDEO: "Video" },
  neutral: {
    PHOTO: (number) => `Photo ${number}`,
    PDF: (number) => `Document ${number}`,
    DOCUMENT: (number) => `Text ${number}`,
    VIDEO: (number) => `Video ${number}`,
  },
  list: {
    title: "Files",
    none: "No files yet.",
    enlarge: (name) => `Enlarge: ${name}`,
    viewHere: "View here",
    open: "Open in a new tab",
    download: "Download",
    original: "Download the original",
    pages: (count) => (count === "1" ? "1 page" : `${count} pages`),
    length: (time) => `${time} long`,
    pixels: (width, height) => `${width} × ${height}`,
    noViewer: "This device cannot show a PDF within the page. Open it in a new tab or download it.",
    videoAlt: "The browser cannot play this video. Download it to see it.",
    public: "Photos and videos",
  },
};
