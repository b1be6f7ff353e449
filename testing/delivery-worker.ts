import { createLogger } from '../platform/logger';
import { startDelivery } from '../pipeline/flow/delivery';
import { useTestInstallation } from './installation';

// A delivery worker in a process of its own, for tests that kill one. Arguments: database URL, encryption key (hex).
const [databaseUrl = '', key = '', leaseMs = '1000'] = process.argv.slice(2);
useTestInstallation({ databaseUrl, encryptionKey: Buffer.from(key, 'hex') });
startDelivery({ log: createLogger('worker', 'error'), leaseMs: Number(leaseMs) });
process.stdout.write('started\n');
