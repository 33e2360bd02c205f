/** Bytes of a content stream → operators with their operands (ISO 32000-1, 7.8.2). */

export type Operand = number | boolean | null | Name | Bytes | readonly Operand[] | OperandDict;

/** `/Name`. */
export interface Name {
  readonly name: string;
}

/** A string: its bytes. */
export interface Bytes {
  readonly bytes: readonly number[];
}

export interface OperandDict {
  readonly entries: ReadonlyMap<string, Operand>;
}

export interface Operation {
  readonly operator: string;
  readonly operands: readonly Operand[];
}

/** Deeper nesting than any writer makes; what lies deeper is dropped. */
const DEEPEST = 24;
const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([..."()<>[]{}/%"].map((letter) => letter.charCodeAt(0)));

export function isName(operand: Operand | undefined): operand is Name {
  return typeof operand === "object" && operand !== null && "name" in operand;
}

export function isBytes(operand: Operand | undefined): operand is Bytes {
  return typeof operand === "object" && operand !== null && "bytes" in operand;
}

export function isDict(operand: Operand | undefined): operand is OperandDict {
  return typeof operand === "object" && operand !== null && "entries" in operand && !Array.isArray(operand);
}

/** Damage is skipped as every viewer does; the data of an inline image is skipped, its dictionary is the operand of `BI`. */
export function* operations(bytes: Uint8Array): Generator<Operation> {
  const reader = new Reader(bytes);
  let operands: Operand[] = [];
  for (;;) {
    const token = reader.next(0);
    if (token === undefined) return;
    if (!isKeyword(token)) {
      if (operands.length < 1024) operands.push(token);
    } else if (token.keyword === "BI") {
      yield { operator: "BI", operands: [reader.inlineImage()] };
      operands = [];
    } else {
      yield { operator: token.keyword, operands };
      operands = [];
    }
  }
}

interface Keyword {
  readonly keyword: string;
}

type Token = Operand | Keyword;

function isKeyword(token: Token): token is Keyword {
  return typeof token === "object" && token !== null && "keyword" in token;
}

class Reader {
  private readonly data: Uint8Array;
  private at = 0;

  constructor(data: Uint8Array) {
    this.data = data;
  }

  next(depth: number): Token | undefined {
    this.skipSpace();
    const byte = this.data[this.at];
    if (byte === undefined) return undefined;
    const letter = String.fromCharCode(byte);
    if (letter === "/") return this.readName();
    if (letter === "(") return this.readString();
    if (letter === "<") return this.data[this.at + 1] === 0x3c ? this.readDict(depth) : this.readHex();
    if (letter === "[") return this.readArray(depth);
    if (DELIMITERS.has(byte)) {
      this.at += letter === ">" && this.data[this.at + 1] === 0x3e ? 2 : 1;
      return { keyword: letter };
    }
    const word = this.readWord();
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return Number(word);
    if (word === "true" || word === "false") return word === "true";
    return word === "null" ? null : { keyword: word };
  }

  inlineImage(): OperandDict {
    const entries = new Map<string, Operand>();
    for (;;) {
      const key = this.next(1);
      if (key === undefined || (isKeyword(key) && key.keyword === "ID")) break;
      const value = this.next(1);
      if (value === undefined) break;
      if (!isKeyword(key) && isName(key) && !isKeyword(value)) entries.set(key.name, value);
    }
    // The data ends at EI between white space; its length is not told.
    for (; this.at < this.data.length; this.at++) {
      const ends = this.data[this.at] === 0x45 && this.data[this.at + 1] === 0x49;
      if (ends && WHITE.has(this.data[this.at - 1] ?? 0) && WHITE.has(this.data[this.at + 2] ?? 0)) break;
    }
    this.at += 2;
    return { entries };
  }

  private skipSpace(): void {
    for (;;) {
      const byte = this.data[this.at];
      if (byte === 0x25) {
        while (this.at < this.data.length && this.data[this.at] !== 10 && this.data[this.at] !== 13) this.at++;
      } else if (byte !== undefined && WHITE.has(byte)) this.at++;
      else return;
    }
  }

  private readWord(): string {
    let word = "";
    for (;;) {
      const byte = this.data[this.at];
      if (byte === undefined || WHITE.has(byte) || DELIMITERS.has(byte)) return word;
      if (word.length < 128) word += String.fromCharCode(byte);
      this.at++;
    }
  }

  private readName(): Name {
    this.at++;
    const raw = this.readWord();
    return {
      name: raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    };
  }

  private readHex(): Bytes {
    this.at++;
    let digits = "";
    while (this.at < this.data.length && this.data[this.at] !== 0x3e) {
      const letter = String.fromCharCode(this.data[this.at++] ?? 0);
      if (/[0-9a-fA-F]/.test(letter)) digits += letter;
    }
    this.at++;
    const bytes: number[] = [];
    for (let at = 0; at < digits.length; at += 2)
      bytes.push(Number.parseInt(digits.slice(at, at + 2).padEnd(2, "0"), 16));
    return { bytes };
  }

  private readString(): Bytes {
    const bytes: number[] = [];
    let open = 0;
    for (; this.at < this.data.length; this.at++) {
      const byte = this.data[this.at] ?? 0;
      if (byte === 0x5c) {
        this.at++;
        this.escape(bytes);
        continue;
      }
      if (byte === 0x28 && open++ === 0) continue;
      if (byte === 0x29 && --open === 0) break;
      bytes.push(byte);
    }
    this.at++;
    return { bytes };
  }

  private escape(bytes: number[]): void {
    const letter = String.fromCharCode(this.data[this.at] ?? 0);
    const plain = { n: 10, r: 13, t: 9, b: 8, f: 12 }[letter];
    if (plain !== undefined) bytes.push(plain);
    else if (/[0-7]/.test(letter)) {
      let digits = "";
      while (digits.length < 3 && /[0-7]/.test(String.fromCharCode(this.data[this.at] ?? 0))) {
        digits += String.fromCharCode(this.data[this.at++] ?? 0);
      }
      this.at--;
      bytes.push(Number.parseInt(digits, 8) & 255);
    } else if (letter === "\r") {
      if (this.data[this.at + 1] === 10) this.at++;
    } else if (letter !== "\n") bytes.push(this.data[this.at] ?? 0);
  }

  private readArray(depth: number): Operand[] {
    this.at++;
    const array: Operand[] = [];
    for (;;) {
      const token = depth < DEEPEST ? this.next(depth + 1) : undefined;
      if (token === undefined) return array;
      if (isKeyword(token)) {
        if (token.keyword === "]") return array;
      } else array.push(token);
    }
  }

  private readDict(depth: number): OperandDict {
    this.at += 2;
    const entries = new Map<string, Operand>();
    for (;;) {
      const key = depth < DEEPEST ? this.next(depth + 1) : undefined;
      if (key === undefined || isKeyword(key)) return { entries };
      const value = this.next(depth + 1);
      if (value === undefined || isKeyword(value)) return { entries };
      if (isName(key)) entries.set(key.name, value);
    }
  }
}
