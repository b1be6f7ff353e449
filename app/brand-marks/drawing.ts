/** One mark, ready to be put into an SVG. */
export interface Drawing {
  viewBox: string;
  /** Its shapes in the maker's colours. */
  plain: string;
  /** Its shapes in colours that can be seen on a light and on a dark page. */
  themed: string;
}
