import { testKind } from "./_wards.ts";

testKind("dense", { sick: 1, healthy: 10 });
