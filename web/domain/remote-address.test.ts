// Protects the visitor's own machine and network from the addresses that links name, in whatever form they are
// written, and holds the page to its question about every other server.

import { expect, test } from 'vitest';
import { AdvisedError } from '../base/advised';
import { remoteAddress } from './remote-address';

const BASE = 'https://atlas.example/page/';

test.each(['files/a.rep', '/a.rep', 'https://atlas.example/a.rep', '//atlas.example:443/a.rep'])(
  '%s is on the page’s own server',
  (url) => {
    expect(remoteAddress(url, BASE).host).toBeNull();
  },
);

test('a page that is served from the visitor’s own machine may fetch its own files', () => {
  const { address, host } = remoteAddress('a.rep', 'http://127.0.0.1:5173/');
  expect([address.href, host]).toEqual(['http://127.0.0.1:5173/a.rep', null]);
});

test.each([
  ['https://files.example/a.rep', 'files.example'],
  ['//Files.Example./a.rep', 'files.example.'],
  ['https://files.example:8443/a.rep', 'files.example:8443'],
  ['https://10.files.example/', '10.files.example'],
  // A name that only looks like another one is shown as what it is.
  ['https://gіthub.com/a.rep', 'xn--gthub-n2e.com'],
])('%s is asked about by its server’s name', (url, host) => {
  expect(remoteAddress(url, BASE).host).toBe(host);
});

test.each([
  'https://localhost/a',
  'https://LOCALHOST./a',
  'https://a.localhost/a',
  'https://127.0.0.1/a',
  'https://127.1/a',
  'https://2130706433/a',
  'https://0x7f.1/a',
  'https://0x7f000001/a',
  'https://0177.0.0.1/a',
  'https://0/a',
  'https://127.0.0.1./a',
  'https://１２７.0.0.1/a',
  'https://10.0.0.1/a',
  'https://172.16.0.1/a',
  'https://192.168.1.1/a',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/a',
  'https://[::1]/a',
  'https://[::]/a',
  'https://[::ffff:127.0.0.1]/a',
  'https://[fe80::1]/a',
  'https://[fd00::1]/a',
  'https://[64:ff9b::7f00:1]/a',
  'https://router/a',
  'https://router./a',
  'https://printer.local/a',
  'https://printer.local./a',
  'https://nas.lan/a',
  'https://router.home.arpa/a',
  'https://metadata.google.internal/a',
  '//127.0.0.1/a',
  'http://127.0.0.1:1/x',
  'http://0',
])('nothing is fetched from %s', (url) => {
  expect(() => remoteAddress(url, BASE)).toThrow(/your own network/);
});

test.each([
  'javascript:alert(1)',
  'data:text/plain,a',
  'file:///etc/passwd',
  'blob:https://atlas.example/x',
  'ftp://files.example/a',
  'http://',
  'http://files.example/a.rep',
  'https://user:secret@files.example/a.rep',
  'https://user@atlas.example/a.rep',
])('%s is no address to fetch from, and that is told with what to do', (url) => {
  expect(() => remoteAddress(url, BASE)).toThrow(AdvisedError);
});
