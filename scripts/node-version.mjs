// Refuses a Node that is too old, in one line, before anything else is loaded.
//
// Owns the lower bound alone. Written in syntax that old versions still parse, and imported
// statically by entry points that load everything else afterwards.

/** As `engines` in package.json says, which npm only warns of. */
export const NODE_MIN = '20.19';

/**
 * Whether a version, number by number, is not below another.
 *
 * @param {string} version
 * @param {string} least
 */
export const isAtLeast = (version, least) =>
  version.localeCompare(least, 'en', { numeric: true }) >= 0;

/** Ends the process with one clear line where Node is older than the tools accept. */
export function requireNode() {
  if (!isAtLeast(process.versions.node, NODE_MIN)) {
    console.error(
      `Heap Atlas needs Node ${NODE_MIN} or newer; this is ${process.versions.node}. ` +
        'Install one from https://nodejs.org/ and run the command again.',
    );
    process.exit(1);
  }
}
