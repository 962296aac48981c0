export declare function sign(head: string, body: string, key: string): Promise<string>;
