// What of the package `lzma1` is used. Its own types are its sources, which aren't written for settings as strict as
// these.

/** An `.lzma` file of the bytes; `mode` goes from 1, the fastest, to 9, the smallest. */
export function compress(bytes: Uint8Array, mode: number): Uint8Array;
