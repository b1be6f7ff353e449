/** Someone who is signed in, outside of any workspace. */
export interface Person {
  id: string;
  email: string;
  name: string;
}

/** Someone who is not signed in: all we know is where the request comes from. */
export interface Visitor {
  /** The client's network address; tries are limited by it. */
  address: string;
  requestId: string;
}
