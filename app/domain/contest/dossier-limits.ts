/** What holds for the dossier of an edition as a whole, beside its parts. */
export interface DossierLimits {
  /** longest summary, in characters */
  summaryLength: number;
  /** what authors affirm when they submit; empty: nothing is asked */
  commitmentText: string;
  /** bytes of files one entry may hold */
  entryMaxBytes: number;
  /** bytes of files all entries together may hold; null: as the disk allows */
  totalMaxBytes: number | null;
  /** hours after the submission within which bytes of declared files may follow */
  filesDueHours: number;
  /** age in years from which an author consents alone */
  selfConsentFrom: number;
}

export const MEGABYTE = 1024 * 1024;
export const GIGABYTE = 1024 * MEGABYTE;

/** What an edition has where nobody said otherwise; the columns of the database have the same defaults. */
export const DEFAULT_LIMITS: DossierLimits = {
  summaryLength: 2000,
  commitmentText: "",
  entryMaxBytes: GIGABYTE,
  totalMaxBytes: null,
  filesDueHours: 24,
  selfConsentFrom: 18,
};
