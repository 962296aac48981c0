/** `npm start`: installs what is missing, builds, and opens the extension on the example application. */
import { install, runTool } from './install.mjs';

install();
runTool('open-example.ts');
