const ALL = `Switchyard's command line

  npm run --silent switchyard -- <command> [options]

Commands
  setup   create an owner and a workspace, or find them, and print their ids and an API token
  demo    fill a workspace with a few minutes of realistic traffic

<command> --help tells more. The environment is the server's (PORT, SWITCHYARD_DATA_DIR, DATABASE_URL, ...):
see docs/self-hosting.md.
`;

const SETUP = `switchyard setup --email E --password P --workspace NAME

Creates the account E and the workspace NAME with E as its owner. What exists already is kept: the command can be
repeated, and then prints the same ids. Each run makes a new Public API token (owner's rights) and prints it;
it cannot be shown again. For an account that exists, the password must be its own.

Prints one line of JSON on stdout: {"workspaceId","workspaceSlug","userId","token"}. Everything else is on stderr.
Works whether the server runs or not.
`;

const DEMO = `switchyard demo [--minutes 3] [--workspace SLUG]

Makes sources, Webhooks destinations and filters named "Demo ..." in the workspace (those that are missing), starts a
receiver on 127.0.0.1 that sometimes fails, and sends events of a made-up shop and its back office for the given minutes
through Segment's Node library. --workspace may be left out when there is only one.

The server must be running, and must be allowed to deliver to this machine:
  SWITCHYARD_ALLOW_PRIVATE_NETWORKS=127.0.0.0/8,::1/128 npm start
`;

/** The text of --help. */
export function helpText(topic: 'all' | 'setup' | 'demo'): string {
  return { all: ALL, setup: SETUP, demo: DEMO }[topic];
}
