import { protocolOf } from 'ringproof/virtio/protocol';
import { firecracker } from '../firecracker/index.ts';
import { linuxDriver } from '../linux-driver/index.ts';
import { rustVmm } from '../rust-vmm/index.ts';
import { specDriver } from '../spec-driver/index.ts';
import { spec } from '../spec/index.ts';
import { ofFirecracker, ofLinuxWithRustVmm, ofRustVmm } from './findings.ts';

export const specDriverWithSpec = protocolOf(specDriver, spec);
export const specDriverWithRustVmm = protocolOf(specDriver, rustVmm, ofRustVmm);
export const specDriverWithFirecracker = protocolOf(specDriver, firecracker, ofFirecracker);
export const linuxDriverWithRustVmm = protocolOf(linuxDriver, rustVmm, ofLinuxWithRustVmm);
