/** `npm test`: installs what is missing and runs every check there is. */
import { install, runTool } from './install.mjs';

install();
runTool('check-everything.ts');
