import { parseEnv } from '../config/env';
import { printStartFailure } from './start/start-error';

// Run before the long steps of a first start, so that a wrong variable is told at once.
try {
  parseEnv();
} catch (error) {
  printStartFailure(error);
  process.exit(1);
}
