// Where the module lies that reads logs. A file of its own, imported when there is a log: no page needs the module before.

import url from '../pkg/importer/importer_bg.wasm?url';

export const importerUrl = url;
