/** Marks of what each field said when it was shown or saved last; names left out stood empty. */
export class Seen {
  private readonly marks: Map<string, string>;

  /** @param input the hidden input that sends them with the form; it is kept up to date */
  constructor(private readonly input: HTMLInputElement) {
    this.marks = new Map(
      input.value.split(" ").flatMap((pair): [string, string][] => {
        const [name, mark] = pair.split("=");
        return name && mark ? [[decodeURIComponent(name), mark]] : [];
      }),
    );
  }

  get(name: string): string {
    return this.marks.get(name) ?? "";
  }

  set(name: string, mark: string): void {
    if (mark === "") this.marks.delete(name);
    else this.marks.set(name, mark);
    this.input.value = this.text();
  }

  /** As the form sends them, with other marks for some fields. */
  text(other: ReadonlyMap<string, string> = new Map()): string {
    return [...new Map([...this.marks, ...other])].flatMap(([name, mark]) => (mark === "" ? [] : [`${encodeURIComponent(name)}=${mark}`])).join(" ");
  }

  rename(from: string, to: string): void {
    for (const [name, mark] of this.marks) {
      if (!name.includes(from)) continue;
      this.marks.delete(name);
      this.marks.set(name.replace(from, to), mark);
    }
    this.input.value = this.text();
  }
}
