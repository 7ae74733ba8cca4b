// The desk worker's entry point: instantiates the module it is sent and puts a desk in front of it.

import {
  catalog,
  checkDesign,
  checkScript,
  compileScript,
  compileTrace,
  initSync,
  readTrace,
} from '../pkg/desk/desk';
import { Desk } from './desk';
import type { ToDesk } from './protocol';
import { begin, inTurn, post } from './worker';

const core = { catalog, checkDesign, checkScript, compileScript, compileTrace, readTrace };
const desk = new Desk(core, { post, soon: inTurn() });

begin<ToDesk>(initSync, (message) => desk.receive(message));
