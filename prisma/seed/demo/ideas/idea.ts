/** What pupils tell of an invention: the parts of the youth contest's description, and who made it. */
export interface YouthIdea {
  title: string;
  field: "DDHT" | "PMTH" | "SPMT" | "SHDC" | "BDKH";
  /** primary, lower or upper secondary school */
  level: 1 | 2 | 3;
  /** how many authors */
  team: 1 | 2 | 3;
  summary: string;
  idea: string;
  materials: string;
  structure: string;
  principle: string;
  novelty: string;
  creativity: string;
  applicability: string;
}

/** What adults tell of a solution, and who made it. */
export interface TechnicalIdea {
  title: string;
  field: "CNTT" | "CKXD" | "VLNL" | "NLMT" | "YD" | "GDDT";
  /** what the chief author does */
  occupation: string;
  unit: string;
  team: 1 | 2 | 3;
  summary: string;
  /** the parts of the description by their keys; a draft lacks some */
  parts: Readonly<Record<string, string>>;
}
