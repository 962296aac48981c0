/** What the build compiles out of `rules/`. */
declare module 'virtual:rules' {
  // An ambient module may not import by a relative path in any other way.
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports
  const book: import('./engine').RuleBook;
  // eslint-disable-next-line no-restricted-syntax -- the module is JSON, which has nothing but a default
  export default book;
}
