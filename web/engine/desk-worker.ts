// The desk worker's entry point: instantiates the module it is sent, which is in two parts, and puts a desk in front of it.

import { unlzma } from '../base/lzma';
import {
  checkDesign,
  checkScript,
  compileScript,
  compileTrace,
  decodeLink,
  encodeFile,
  encodeLink,
  initSync,
  readFile,
  readTrace,
} from '../pkg/desk/desk';
import { Desk, type DeskCore } from './desk';
import type { ToDesk } from './protocol';
import { joinRest } from './rest';
import type * as wire from './wire';
import { begin, inTurn, post } from './worker';

const core: DeskCore = {
  checkDesign,
  checkScript,
  compileScript,
  compileTrace,
  readTrace,
  decodeLink,
  // What is written is only read: the module's own types know no readonly.
  encodeLink: (link) => encodeLink(link as wire.Link),
  readFile,
  encodeFile: (link) => encodeFile(link as wire.Link),
};
const desk = new Desk(core, { post, soon: inTurn() });

begin<ToDesk>(
  (options) => joinRest(initSync(options), unlzma),
  (message) => desk.receive(message),
);
