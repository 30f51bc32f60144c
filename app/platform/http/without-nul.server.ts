import { Transform, type TransformCallback } from "node:stream";

/**
 * Takes NUL bytes out of a page on its way. React 18 sends the unused end of a buffer along where a letter of several bytes
 * does not fit any more; browsers show each as "�", and forms would send it back as typed. HTML never holds a NUL.
 */
export class WithoutNul extends Transform {
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
  }
}
