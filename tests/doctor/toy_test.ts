import { testKind } from "./_wards.ts";

testKind("toy", { sick: 3, healthy: 30 });
