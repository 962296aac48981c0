/** What was refused so far, such as `net.connect`. */
export const refused: string[];
