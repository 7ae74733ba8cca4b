// Handing a file to the visitor, as a download.

/** More than enough for a browser to ask where to put a file, and to begin. */
const SAVING_MS = 60_000;

export function saveFile(name: string, contents: Blob): void {
  const address = URL.createObjectURL(contents);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // There is no event for the end of a download, and until then the address must hold.
  setTimeout(() => URL.revokeObjectURL(address), SAVING_MS);
}
