/** The door to the reading of scripts for other dialects that are written as programs. Knows nothing of constructs. */
export { callFunction } from './calls';
export { addProperty, callNamedAt, expressionAt, holderOf, isTaken, nameOfMade, padAt, propertyNamed, quoted, removeItem, statementAt } from './source';
export { openProgram } from './open';
export type { Program } from './program';
export { alternatives, itemsIn, madeOf, property, propertyOf, textIn, type Made, type Thing } from './thing';
export { unknownThing } from './thing';
export { valueOf } from './values';
