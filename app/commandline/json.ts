import { CliProblem } from "./io";
import { jsonMessages } from "./messages";

/** Deeper nesting than any of our formats has. */
const DEEPEST = 64;

const SPACE = /[ \t\n\r]*/y;
/** Between the quotes: anything from the blank upwards but quote and backslash, and escapes. */
const STRING = /"[\x20\x21\x23-\x5b\x5d-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[\x20\x21\x23-\x5b\x5d-\u{10ffff}]*)*"/uy;
const SIMPLE = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

/**
 * Reads the bytes of a JSON file, with or without BOM, into plain data; all text comes in Unicode NFC.
 *
 * Stricter than `JSON.parse`, which keeps the last of two equal keys without a word (two scores of a judge for one
 * criterion, say) and names no place. Throws `CliProblem` (exit code 2) with line and column of the first fault.
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = (() => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      throw new CliProblem(2, [jsonMessages.notUtf8]);
    }
  })();
  return new JsonReader(text).readAll();
}

class JsonReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  readAll(): unknown {
    const value = this.value();
    this.skipSpace();
    if (this.at < this.text.length) this.fail(jsonMessages.surplus);
    return value;
  }

  private value(): unknown {
    this.skipSpace();
    const sign = this.text[this.at];
    if (sign === "{" || sign === "[") {
      if (++this.depth > DEEPEST) this.fail(jsonMessages.tooDeep);
      const value = sign === "{" ? this.object() : this.list();
      this.depth--;
      return value;
    }
    if (sign === '"') return this.string();
    return JSON.parse(this.token(SIMPLE) ?? this.fail(jsonMessages.unexpected(this.found())));
  }

  private object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.items("}", () => {
      this.skipSpace();
      const start = this.at;
      const key = this.string();
      if (key === "__proto__") this.fail(jsonMessages.forbiddenKey(key), start);
      if (Object.hasOwn(object, key)) this.fail(jsonMessages.repeatedKey(key), start);
      this.skipSpace();
      if (this.text[this.at] !== ":") this.fail(jsonMessages.unexpected(this.found()));
      this.at++;
      object[key] = this.value();
    });
    return object;
  }

  private list(): unknown[] {
    const list: unknown[] = [];
    this.items("]", () => list.push(this.value()));
    return list;
  }

  /** Reads items with commas between them, from after the opening bracket up to and with the closing one. */
  private items(close: string, readItem: () => void): void {
    this.at++;
    this.skipSpace();
    if (this.text[this.at] === close) {
      this.at++;
      return;
    }
    for (;;) {
      readItem();
      this.skipSpace();
      const sign = this.text[this.at];
      if (sign !== "," && sign !== close) this.fail(jsonMessages.unexpected(this.found()));
      this.at++;
      if (sign === close) return;
    }
  }

  private string(): string {
    const token = this.token(STRING) ?? this.fail(jsonMessages.unexpected(this.found()));
    return String(JSON.parse(token)).normalize("NFC");
  }

  private token(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const token = pattern.exec(this.text)?.[0];
    this.at += token?.length ?? 0;
    return token;
  }

  private skipSpace(): void {
    this.token(SPACE);
  }

  private found(): string | null {
    const point = this.text.codePointAt(this.at);
    return point === undefined ? null : JSON.stringify(String.fromCodePoint(point));
  }

  private fail(what: string, at = this.at): never {
    const before = this.text.slice(0, at).split("\n");
    throw new CliProblem(2, [jsonMessages.place(before.length, (before.at(-1)?.length ?? 0) + 1, what)]);
  }
}
