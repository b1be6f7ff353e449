/* Who may import whom: the table of ARCHITECTURE.md, as errors. Patterns, so that a new folder is guarded on the day it is born. */
const OURS =
  '^(app|cdn|components|control-plane|pipeline|spec|catalog|storage|platform|config|processes|testing|e2e|scripts)/';
const TESTS = '(\\.test\\.tsx?$|^e2e/|^testing/)';

/** `from` may import of ours only what matches one of `allowed` (regular expressions on paths). */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { path: OURS, pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('spec-is-pure', '^spec/', ['^spec/'], 'spec imports nothing of ours'),
    {
      name: 'spec-no-node',
      severity: 'error',
      from: { path: '^spec/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'platform-stands-alone',
      '^platform/',
      ['^platform/', '^config/'],
      'platform knows only itself and the types of config',
    ),
    only(
      'storage-below',
      '^storage/',
      ['^storage/', '^spec/', '^platform/', '^config/'],
      'storage is under everything but spec and platform',
    ),
    only(
      'catalog-kit',
      '^catalog/destinations/kit/',
      ['^catalog/destinations/kit/', '^spec/', '^platform/'],
      'the kit knows spec and platform',
    ),
    {
      name: 'catalog-destination-own-folder',
      comment: 'a destination sees the kit, spec, platform and its own folder',
      severity: 'error',
      from: {
        path: '^catalog/destinations/([^/]+)/',
        pathNot: [TESTS, '^catalog/destinations/(kit|compose|contract|run|oauth|adapted|listings)/'],
      },
      to: { path: OURS, pathNot: ['^catalog/destinations/kit/', '^catalog/destinations/$1/', '^spec/', '^platform/'] },
    },
    only(
      'catalog-no-storage',
      '^catalog/',
      ['^catalog/', '^spec/', '^platform/'],
      'the catalog never sees storage or the pipeline',
    ),
    only(
      'pure-steps',
      '^pipeline/(validate|filter)/',
      ['^pipeline/(validate|filter)/', '^spec/'],
      'validate and filter are pure',
    ),
    {
      name: 'pure-steps-no-node',
      severity: 'error',
      from: { path: '^pipeline/(validate|filter)/', pathNot: TESTS },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'no-step-imports-another',
      comment: 'only pipeline/flow composes steps',
      severity: 'error',
      from: { path: '^pipeline/([^/]+)/', pathNot: [TESTS, '^pipeline/flow/'] },
      to: { path: '^pipeline/', pathNot: '^pipeline/$1/' },
    },
    only(
      'pipeline-below',
      '^pipeline/',
      ['^pipeline/', '^spec/', '^platform/', '^storage/', '^catalog/', '^config/'],
      'the pipeline never sees the control plane or the dashboard',
    ),
    {
      name: 'only-deliver-and-flow-see-the-catalog',
      severity: 'error',
      from: { path: '^pipeline/', pathNot: [TESTS, '^pipeline/(deliver|flow|fan-out)/'] },
      to: { path: '^catalog/' },
    },
    only(
      'control-plane',
      '^control-plane/',
      [
        '^control-plane/',
        '^storage/',
        '^catalog/',
        '^spec/',
        '^platform/',
        '^config/',
        '^pipeline/(filter|debugger|metrics|usage)/',
        '^pipeline/flow/event-tester/',
      ],
      'the control plane sees storage, catalog, spec, platform and the pure or reading parts of the pipeline',
    ),
    only('cdn', '^cdn/', ['^cdn/', '^spec/', '^platform/', '^storage/', '^catalog/'], 'the CDN reads'),
    only(
      'components',
      '^components/',
      ['^components/', '^spec/', '^catalog/', '^control-plane/'],
      'components see spec, catalog metadata and types of the control plane',
    ),
    {
      name: 'components-take-only-types-and-schemas-of-the-control-plane',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: { path: '^control-plane/', pathNot: '\\.schema\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    only(
      'app-is-an-adapter',
      '^app/',
      ['^app/', '^components/', '^control-plane/', '^catalog/', '^spec/', '^config/', '^platform/'],
      'routes call verbs; they never see storage or the pipeline',
    ),
    only(
      'processes',
      '^processes/',
      [
        '^processes/',
        '^pipeline/flow/',
        '^cdn/',
        '^storage/',
        '^platform/',
        '^config/',
        '^control-plane/',
        '^catalog/',
        '^spec/',
      ],
      'processes wire and start',
    ),
    {
      name: 'prisma-only-in-storage',
      severity: 'error',
      from: { pathNot: ['^storage/', '^prisma', '^scripts/', TESTS] },
      to: { path: ['@prisma/', '^storage/prisma-client/'] },
    },
    {
      name: 'no-next-or-react-below',
      severity: 'error',
      from: { path: '^(spec|platform|storage|catalog|pipeline|cdn|control-plane|config)/', pathNot: TESTS },
      to: { path: 'node_modules/(next|react|react-dom)/' },
    },
    {
      name: 'no-tests-in-product',
      comment: 'scripts/bench/storage fills and explains a database of its own, as tests do; it is no product',
      severity: 'error',
      from: { pathNot: [TESTS, '^scripts/bench/storage/'] },
      to: { path: TESTS },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^storage/prisma-client/', '^\\.next', '^build/', '^catalog/destinations/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    cache: { folder: '.depcruise-cache', strategy: 'content' },
  },
};
