/** The languages in which a source's calls are written: what the debugger's Pretty view speaks. */
export const CALL_LANGUAGES = [
  'javascript',
  'node',
  'python',
  'go',
  'ruby',
  'java',
  'php',
  'csharp',
  'swift',
  'kotlin',
  'react-native',
  'curl',
] as const;
export type CallLanguage = (typeof CALL_LANGUAGES)[number];

/** A kind of source that a person can add. */
export interface SourceMetadata {
  /** 24 hex characters, never changed: the Public API's metadata id. */
  id: string;
  /** Our key: what the database stores ("node"). */
  type: string;
  name: string;
  description: string;
  /** Segment's words for source categories: "Website", "Server", "Mobile", "Raw Data". */
  categories: string[];
  /** The language of its library's calls. */
  language: CallLanguage;
  /** The official library, by the name of its package; null when there is none to install. */
  library: string | null;
  /** Where the library lives. */
  website: string;
}

/** One piece of code under a label: a tab of the Overview page. */
export interface CodeSample {
  label: string;
  /** What the code block colours it as. */
  language: 'bash' | 'javascript' | 'python' | 'go' | 'ruby' | 'java' | 'php' | 'csharp' | 'swift' | 'kotlin' | 'html';
  code: string;
}

/** A step of the Overview page: what to do, and the code for it. Several samples are alternatives. */
export interface GuideStep {
  title: string;
  description: string;
  samples: CodeSample[];
}

/** How to send a first event from a source of some type to this installation. */
export interface InstallGuide {
  steps: GuideStep[];
  /** What a person must know before it can work here; null when nothing. */
  warning: string | null;
}

/** What a guide is filled in with. */
export interface GuideInput {
  writeKey: string;
  server: ServerAddress;
}

/** This installation's origin, in the pieces that libraries want it in. */
export interface ServerAddress {
  /** "https://events.example.com", without a trailing slash. */
  origin: string;
  /** "events.example.com" or "localhost:3000". */
  host: string;
  /** Without the port. */
  hostname: string;
  port: number;
  protocol: 'http' | 'https';
}
