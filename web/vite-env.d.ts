/// <reference types="vite/client" />

/** The address of a folder of files, with a slash at its end: see `scripts/folders.mjs`. */
declare module '*?folder' {
  const url: string;
  export default url;
}
