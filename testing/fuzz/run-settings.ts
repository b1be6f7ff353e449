/** How much one run of the fuzzer does. */
export interface FuzzRun {
  inputs: number;
  /** The first input, so that a single one can be made again. */
  from: number;
  seeds: number[];
  timeoutMs: number;
  /** Prints what was found out, so that a failure elsewhere can be made again. */
  print(report: object): void;
}

const FIXED_SEED = 20_261_122;

/**
 * The run that `scripts/fuzz/fuzz.mjs` asks for by FUZZ_SEED, FUZZ_INPUTS and FUZZ_FROM; without them a short one, half
 * of whose `inputs` have a fixed seed and half a new one.
 */
export function runOf({ inputs }: { inputs: number }): FuzzRun {
  const { FUZZ_SEED, FUZZ_INPUTS, FUZZ_FROM } = process.env;
  const asked = FUZZ_SEED !== undefined;
  const total = FUZZ_INPUTS === undefined ? inputs / 2 : Number(FUZZ_INPUTS);
  return {
    inputs: total,
    from: Number(FUZZ_FROM ?? 0),
    seeds: asked ? [Number(FUZZ_SEED)] : [FIXED_SEED, Date.now() % 1_000_000_000],
    timeoutMs: 60_000 + total * 20,
    print: (report) => process.stdout.write(`fuzz ${JSON.stringify(report)}\n`),
  };
}
