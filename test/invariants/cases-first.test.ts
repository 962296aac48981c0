/** Every fourth case, so that the cases are shared out among the cores. */
import { allCases } from '../support/cases';
import { hold } from '../support/invariants';

hold(allCases().filter((_, index) => index % 4 === 0));
