// Refuses a Node that is too old, in one line, before anything else is loaded.
//
// Owns the lower bound alone. Written in syntax that old versions still parse, and imported
// statically by entry points that load everything else afterwards.

/** As `engines` in package.json says, which npm only warns of. */
export const NODE_MIN = '20.19';

/**
 * Whether a version of Node is new enough.
 *
 * @param {string} version as `process.versions.node` has it
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [majorMin = 0, minorMin = 0] = NODE_MIN.split('.').map(Number);
  return major > majorMin || (major === majorMin && minor >= minorMin);
}

/** Ends the process with one clear line where Node is older than the tools accept. */
export function requireNode() {
  if (!isNewEnough(process.versions.node)) {
    console.error(
      `Heap Atlas needs Node ${NODE_MIN} or newer; this is ${process.versions.node}. ` +
        'Install one from https://nodejs.org/ and run the command again.',
    );
    process.exit(1);
  }
}
