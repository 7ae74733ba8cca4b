// Refuses a Node that is too old, in one line, before anything else is loaded.
//
// Owns the lower bound alone. Written in syntax that old versions still parse, and imported
// statically by entry points that load everything else afterwards.

const NODE_MAJOR_MIN = 20;

/** Ends the process with one clear line where Node is older than the tools accept. */
export function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < NODE_MAJOR_MIN) {
    console.error(
      `Heap Atlas needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.versions.node}. ` +
        'Install one from https://nodejs.org/ and run the command again.',
    );
    process.exit(1);
  }
}
