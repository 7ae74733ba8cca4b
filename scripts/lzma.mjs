// Packs what web/base/lzma.ts unpacks: an `.lzma` file, by a library.

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array>} an `.lzma` file
 */
export async function lzma(bytes) {
  // Loaded when it is used: on a fresh machine the packages are installed by the scripts that import this one.
  const { compress } = await import('lzma1');
  return compress(bytes, 9);
}
