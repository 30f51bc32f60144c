/** How much of a text's room is used, counted as the server does: in NFC, without blanks at the ends. */
const lengthOf = (text: string) => text.normalize("NFC").trim().length;

/** Keeps the line below a long text up to date; the server wrote it, and says by itself what is too long. */
export function watchCounts(page: Document): void {
  const numbers = new Intl.NumberFormat(page.documentElement.lang || "vi");
  page.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement)) return;
    const line = page.getElementById(`${target.id}-count`);
    const { max, used, unused } = line?.dataset ?? {};
    if (!line || max === undefined || used === undefined || unused === undefined) return;
    const length = lengthOf(target.value);
    line.textContent = length === 0 ? unused : used.replace("{n}", numbers.format(length));
    line.classList.toggle("over", length > Number(max));
  });
}
