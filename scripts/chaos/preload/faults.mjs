// Loaded before the product's own code (node --import): faults of the machine, as the file CHAOS_FAULTS says them at any time.
//   clockMs        Date is this much ahead of the machine's clock
//   spoolBytes     so many bytes more can be written to the spool, then the disk is full (null: no bound)
//   syncMs         what it takes longer until written bytes of the spool are on the disk
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const file = process.env.CHAOS_FAULTS;
const faults = { clockMs: 0, spoolBytes: null, syncMs: 0 };
let written = 0;

function read() {
  try {
    const told = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (told.spoolBytes !== faults.spoolBytes) written = 0;
    Object.assign(faults, told);
  } catch {
    // It is being replaced; the next look finds it.
  }
}
read();
setInterval(read, 50).unref();

const Real = Date;
globalThis.Date = class Date extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + faults.clockMs);
    else super(...given);
  }
  static now() {
    return Real.now() + faults.clockMs;
  }
};

function full() {
  return Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 });
}

const open = fsp.open;
fsp.open = async (target, flags, ...rest) => {
  const handle = await open.call(fsp, target, flags, ...rest);
  if (!/[\\/]spool[\\/]/.test(String(target)) || flags === 'r') return handle;
  const { write, datasync } = handle;
  handle.write = async (buffer, offset, length, position) => {
    const left = faults.spoolBytes === null ? Infinity : faults.spoolBytes - written;
    if (left <= 0) throw full();
    const fits = Math.min(length, left); // a full disk takes what fits, and refuses the next write
    written += fits;
    return write.call(handle, buffer, offset, fits, position);
  };
  handle.datasync = async () => {
    if (faults.syncMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.syncMs));
    return datasync.call(handle);
  };
  return handle;
};
syncBuiltinESMExports();
