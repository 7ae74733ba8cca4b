// The playground page: starts the engine and says that it runs.

import { startEngine } from '../../engine/start';

const status = document.querySelector('#engine');
if (status) {
  const engine = await startEngine();
  status.textContent = `Engine ${engine.version} is running.`;
}
