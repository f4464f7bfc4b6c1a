import { readConfig } from '../config.ts';
import type { Output } from './output.ts';
import { runningAddress } from './running-address.ts';
import { keptAddress, prepareSandbox, sandboxLines, sandboxPath } from './sandbox.ts';
import { withDomain } from './with-domain.ts';

/** Makes the two sandbox merchants, or finds them again, without starting a server. */
export async function seed(output: Output): Promise<void> {
  const config = readConfig();
  const file = await withDomain(output, async ({ root }) => {
    root.publicUrl = config.publicUrl ?? (await runningAddress(keptAddress(config))) ?? root.publicUrl;
    return prepareSandbox(config, root, root.publicUrl);
  });
  output.answer(file, sandboxLines(file, sandboxPath(config)));
}
