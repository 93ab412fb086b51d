/** Writes proofs/split/scenarios/README.md: what each model does in each scenario, and what is known for all inputs. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { firecracker } from '../../models/firecracker/index.ts';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { spec } from '../../models/spec/index.ts';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { GUEST_TESTS } from '../../proofs/split/scenarios/guest-tests.ts';
import { scenariosPage } from './page.ts';
import { tried } from './tried.ts';

const PAGE = fileURLToPath(new URL('../../proofs/split/scenarios/README.md', import.meta.url));

const proofs = await splitDeviceProofs();
const all = GUEST_TESTS.map((test) => tried(test, [firecracker, rustVmm, spec], proofs));
const config = await resolveConfig(PAGE);
await writeFile(PAGE, await format(scenariosPage(all), { ...config, parser: 'markdown' }));
