// Where a link may have a visitor's browser fetch a scenario file from.
//
// Owns the judgement of an address, before anything is asked: a file of the page's own server needs no question, one of
// another server needs the visitor's word, and none is fetched from the visitor's own machine or network. Fetches nothing.

import { AdvisedError } from '../base/advised';

export interface RemoteAddress {
  readonly address: URL;
  /** The server that the visitor is asked about; `null` where it is the page's own. */
  readonly host: string | null;
}

/** Names that are no public server's: the machine itself, and what a network at home or at work calls its own. */
const PRIVATE_DOMAINS = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'lan',
  'home',
  'corp',
  'arpa',
  'test',
  'invalid',
];

const DOWNLOAD = 'Download the file yourself, then drop it on the Heap Atlas page.';

/**
 * Judges the address that a link names a file by. Throws an AdvisedError where nothing is fetched from there.
 *
 * @param base the page's own address, which a relative one is relative to
 */
export function remoteAddress(url: string, base: string): RemoteAddress {
  const address = URL.canParse(url, base) ? new URL(url, base) : null;
  if (address === null || !['http:', 'https:'].includes(address.protocol)) {
    throw new AdvisedError(
      'The link names a file by an address that is not on the web.',
      'Only addresses that begin with https are fetched.',
    );
  }
  if (address.username !== '' || address.password !== '') {
    throw new AdvisedError('The link names a file by an address with a password in it.', DOWNLOAD);
  }
  if (address.origin === new URL(base).origin) return { address, host: null };
  if (!isPublicName(address.hostname)) {
    throw new AdvisedError(
      `The file is not fetched from ${address.host}, which may be in your own network.`,
      DOWNLOAD,
    );
  }
  if (address.protocol !== 'https:') {
    throw new AdvisedError(`The file is not fetched from ${address.host} without https.`, DOWNLOAD);
  }
  return { address, host: address.host };
}

/**
 * Whether a host has a name of the public domain name system. A number in whatever form (the URL parser has made one of
 * them all) is no name, and neither is a single word.
 */
function isPublicName(hostname: string): boolean {
  const labels = hostname.replace(/\.$/, '').split('.');
  const domain = labels.at(-1) ?? '';
  const isNumber = hostname.startsWith('[') || /^\d+$/.test(domain);
  return labels.length > 1 && !isNumber && !PRIVATE_DOMAINS.includes(domain);
}
