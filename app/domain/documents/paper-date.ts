/**
 * A day as official papers write it (Decree 30/2020): "ngày 05 tháng 01 năm 2027", a zero before days below ten and before
 * January and February. Without a day: dotted places to be filled in by hand.
 * @param day `2027-01-05`, or null
 */
export function paperDate(day: string | null): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? "") ?? [];
  if (year === undefined || month === undefined || date === undefined) return "ngày …… tháng …… năm ………";
  return `ngày ${date} tháng ${Number(month) < 3 ? month : String(Number(month))} năm ${year}`;
}
