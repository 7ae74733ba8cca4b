/// <reference types="vite/client" />

/** Where a file of the folder is; `undefined` where it is known that there is none: see `scripts/folders.mjs`. */
declare module '*?folder' {
  const addressOf: (name: string) => string | undefined;
  export default addressOf;
}
