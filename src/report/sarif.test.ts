import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { EVERYTHING, report, result } from './result.fixture.ts';
import { sarifDocument } from './sarif.ts';

const ABOUT = { version: '1.2.3', pathPrefix: 'queues/' };

test('should have a place for everything that can happen', () => {
  expect(sarifDocument(EVERYTHING, ABOUT)).toMatchInlineSnapshot(`
    "{
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "ringproof",
              "version": "1.2.3",
              "semanticVersion": "1.2.3",
              "rules": [
                {
                  "id": "split/add-used",
                  "shortDescription": {
                    "text": "An element is written"
                  },
                  "fullDescription": {
                    "text": "An element is written. Does not prove: that the driver sees the element before the index"
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "properties": {
                    "tags": [
                      "virtio"
                    ],
                    "requirements": [
                      "2.7.8-1"
                    ]
                  }
                },
                {
                  "id": "split/reset",
                  "shortDescription": {
                    "text": "An element is written"
                  },
                  "fullDescription": {
                    "text": "An element is written. Does not prove: that the driver sees the element before the index"
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "properties": {
                    "tags": [
                      "virtio"
                    ],
                    "requirements": [
                      "2.7.8-1"
                    ]
                  }
                },
                {
                  "id": "split/<odd>|_name_",
                  "shortDescription": {
                    "text": "A & B < C"
                  },
                  "fullDescription": {
                    "text": "A & B < C. Does not prove: that the driver sees the element before the index"
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "properties": {
                    "tags": [
                      "virtio"
                    ],
                    "requirements": [
                      "2.7.8-1"
                    ]
                  }
                },
                {
                  "id": "split/slow",
                  "shortDescription": {
                    "text": "An element is written"
                  },
                  "fullDescription": {
                    "text": "An element is written. Does not prove: that the driver sees the element before the index"
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "properties": {
                    "tags": [
                      "virtio"
                    ],
                    "requirements": [
                      "2.7.8-1"
                    ]
                  }
                },
                {
                  "id": "split/empty",
                  "shortDescription": {
                    "text": "An element is written"
                  },
                  "fullDescription": {
                    "text": "An element is written. Does not prove: that the driver sees the element before the index"
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "properties": {
                    "tags": [
                      "virtio"
                    ],
                    "requirements": [
                      "2.7.8-1"
                    ]
                  }
                },
                {
                  "id": "split/big",
                  "shortDescription": {
                    "text": "An element is written"
                  },
                  "fullDescription": {
                    "text": "An element is written. Does not prove: that the driver sees the element before the index"
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "properties": {
                    "tags": [
                      "virtio"
                    ],
                    "requirements": [
                      "2.7.8-1"
                    ]
                  }
                },
                {
                  "id": "split/hard",
                  "shortDescription": {
                    "text": "An element is written"
                  },
                  "fullDescription": {
                    "text": "An element is written. Does not prove: that the driver sees the element before the index"
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "properties": {
                    "tags": [
                      "virtio"
                    ],
                    "requirements": [
                      "2.7.8-1"
                    ]
                  }
                }
              ]
            }
          },
          "columnKind": "utf16CodeUnits",
          "invocations": [
            {
              "executionSuccessful": false,
              "toolExecutionNotifications": [
                {
                  "level": "error",
                  "message": {
                    "text": "syntax error\\ntwice\\nFix it."
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "queues/proofs/bad.proof.ts",
                          "uriBaseId": "%SRCROOT%"
                        },
                        "region": {
                          "startLine": 2,
                          "startColumn": 16
                        }
                      }
                    }
                  ]
                },
                {
                  "level": "warning",
                  "message": {
                    "text": "not run: split/last on rust-vmm"
                  }
                }
              ]
            }
          ],
          "results": [
            {
              "ruleId": "split/add-used",
              "ruleIndex": 0,
              "level": "error",
              "message": {
                "text": "split/add-used on rust-vmm: refuted\\n'index read back' does not hold\\nused.idx is 1, and should be 2\\ndeclared at proofs/split/add-used.proof.ts:7\\nhint: Fix the index.\\ndoes not prove: that the driver sees the element before the index\\n\\nbroken: index read back\\n  of the proof that An element is written\\n  see 2.7.8-1\\n\\nfrom this state\\n  size  16   ringBase  0x0000000000001000   eventIdx  true\\n\\nmemory 'guest'\\n  mapped: 0x1000 to 0x2fff\\n  0x1ff8  00 00 00 00 00 00 01 02\\n  0x2000  03 04 05 06 07 08 09 0a\\n  0x2008  0b 0c 0d 0e 0f 10 00 00\\n  0x2010  00 00 00 00 00 00 00 00\\n  0x2018  00 00 00 00 00 00 ff 00\\n\\nto replay it, keep it in a file: ringproof prove split/add-used --model rust-vmm --output <dir>"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "queues/proofs/split/add-used.proof.ts",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 7
                    }
                  },
                  "logicalLocations": [
                    {
                      "name": "rust-vmm",
                      "kind": "module"
                    }
                  ]
                }
              ],
              "partialFingerprints": {
                "proofAndModel/v1": "split/add-used on rust-vmm"
              },
              "properties": {
                "verdict": "refuted",
                "expected": "proved",
                "model": "rust-vmm"
              }
            },
            {
              "ruleId": "split/add-used",
              "ruleIndex": 0,
              "level": "note",
              "message": {
                "text": "split/add-used on crosvm: finding\\nexpected to break 'index read back': the index is stale\\nsee queue.rs:7\\nfor a counterexample: ringproof prove split/add-used --model crosvm\\ndoes not prove: that the driver sees the element before the index"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "queues/proofs/split/add-used.proof.ts",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 7
                    }
                  },
                  "logicalLocations": [
                    {
                      "name": "crosvm",
                      "kind": "module"
                    }
                  ]
                }
              ],
              "partialFingerprints": {
                "proofAndModel/v1": "split/add-used on crosvm"
              },
              "suppressions": [
                {
                  "kind": "inSource",
                  "status": "accepted",
                  "justification": "the index is stale See queue.rs:7"
                }
              ],
              "properties": {
                "verdict": "refuted",
                "expected": "refuted",
                "model": "crosvm"
              }
            },
            {
              "ruleId": "split/reset",
              "ruleIndex": 1,
              "level": "error",
              "message": {
                "text": "split/reset on rust-vmm: proved, and expected to be refuted\\nthe finding says that 'index read back' breaks: the index is stale\\nsee queue.rs:7\\nthe finding is out of date: assertion 'index read back' no longer breaks\\ndeclared at proofs/split/add-used.proof.ts:7\\nhint: If it is fixed, remove the finding from the model.\\ndoes not prove: that the driver sees the element before the index"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "queues/proofs/split/add-used.proof.ts",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 7
                    }
                  },
                  "logicalLocations": [
                    {
                      "name": "rust-vmm",
                      "kind": "module"
                    }
                  ]
                }
              ],
              "partialFingerprints": {
                "proofAndModel/v1": "split/reset on rust-vmm: index read back"
              },
              "properties": {
                "verdict": "proved",
                "expected": "refuted",
                "model": "rust-vmm"
              }
            },
            {
              "ruleId": "split/<odd>|_name_",
              "ruleIndex": 2,
              "level": "error",
              "message": {
                "text": "split/<odd>|_name_: error\\nTypeError: \\"x\\" is \`undefined\` & <b>bold</b>\\u0007\\n100% of ]]> it,\\n\`\`\`\\n::error::no command\\ndeclared at proofs/a b,c:%.proof.ts\\ndoes not prove: that the driver sees the element before the index"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "queues/proofs/a%20b%2Cc%3A%25.proof.ts",
                      "uriBaseId": "%SRCROOT%"
                    }
                  }
                }
              ],
              "partialFingerprints": {
                "proofAndModel/v1": "split/<odd>|_name_"
              },
              "properties": {
                "verdict": "error",
                "expected": "proved",
                "model": null
              }
            },
            {
              "ruleId": "split/slow",
              "ruleIndex": 3,
              "level": "warning",
              "message": {
                "text": "split/slow on rust-vmm: timeout\\nno verdict within 60 s\\ndeclared at proofs/split/add-used.proof.ts:7\\nhint: Give it longer.\\ndoes not prove: that the driver sees the element before the index"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "queues/proofs/split/add-used.proof.ts",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 7
                    }
                  },
                  "logicalLocations": [
                    {
                      "name": "rust-vmm",
                      "kind": "module"
                    }
                  ]
                }
              ],
              "partialFingerprints": {
                "proofAndModel/v1": "split/slow on rust-vmm"
              },
              "properties": {
                "verdict": "timeout",
                "expected": "proved",
                "model": "rust-vmm"
              }
            },
            {
              "ruleId": "split/empty",
              "ruleIndex": 4,
              "level": "error",
              "message": {
                "text": "split/empty on rust-vmm: vacuous\\na cover is not reached\\ndeclared at proofs/split/add-used.proof.ts:7\\ndoes not prove: that the driver sees the element before the index"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "queues/proofs/split/add-used.proof.ts",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 7
                    }
                  },
                  "logicalLocations": [
                    {
                      "name": "rust-vmm",
                      "kind": "module"
                    }
                  ]
                }
              ],
              "partialFingerprints": {
                "proofAndModel/v1": "split/empty on rust-vmm"
              },
              "properties": {
                "verdict": "vacuous",
                "expected": "proved",
                "model": "rust-vmm"
              }
            },
            {
              "ruleId": "split/big",
              "ruleIndex": 5,
              "level": "warning",
              "message": {
                "text": "split/big on rust-vmm: out-of-memory\\nthe heap is full\\ndeclared at proofs/split/add-used.proof.ts:7\\ndoes not prove: that the driver sees the element before the index"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "queues/proofs/split/add-used.proof.ts",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 7
                    }
                  },
                  "logicalLocations": [
                    {
                      "name": "rust-vmm",
                      "kind": "module"
                    }
                  ]
                }
              ],
              "partialFingerprints": {
                "proofAndModel/v1": "split/big on rust-vmm"
              },
              "properties": {
                "verdict": "out-of-memory",
                "expected": "proved",
                "model": "rust-vmm"
              }
            },
            {
              "ruleId": "split/hard",
              "ruleIndex": 6,
              "level": "warning",
              "message": {
                "text": "split/hard on rust-vmm: unknown\\nthe solver gave up\\ndeclared at proofs/split/add-used.proof.ts:7\\ndoes not prove: that the driver sees the element before the index"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "queues/proofs/split/add-used.proof.ts",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 7
                    }
                  },
                  "logicalLocations": [
                    {
                      "name": "rust-vmm",
                      "kind": "module"
                    }
                  ]
                }
              ],
              "partialFingerprints": {
                "proofAndModel/v1": "split/hard on rust-vmm"
              },
              "properties": {
                "verdict": "unknown",
                "expected": "proved",
                "model": "rust-vmm"
              }
            }
          ]
        }
      ]
    }
    "
  `);
});

/** What SARIF 2.1.0 has against a document, as far as the parts go that are used here. */
function complaints(document: unknown): readonly unknown[] {
  const url = new URL('./sarif.fixture.json', import.meta.url);
  const schema: unknown = JSON.parse(readFileSync(url, 'utf8'));
  const validate = new Ajv2020({ formats: { 'uri-reference': isUriReference } }).compile(Object(schema));
  validate(document);
  return validate.errors ?? [];
}

function isUriReference(text: string): boolean {
  return /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text) && !/%(?![\da-f]{2})/i.test(text);
}

test('should keep to the schema, whatever happens in a run', () => {
  expect(complaints(JSON.parse(sarifDocument(EVERYTHING, ABOUT)))).toEqual([]);
  expect(complaints(JSON.parse(sarifDocument(report([]), ABOUT)))).toEqual([]);
});

test('should not keep to the schema with what SARIF does not have', () => {
  const odd = { ...result({ verdict: 'error' }), file: 'x' };
  const text = sarifDocument(report([odd]), ABOUT);

  expect(complaints(JSON.parse(text.replace('"startLine": 7', '"startLine": 0')))).not.toEqual([]);
  expect(complaints(JSON.parse(text.replace('"level": "error"', '"level": "fatal"')))).not.toEqual([]);
  expect(complaints(JSON.parse(text.replace('queues/x', 'queues/a b')))).not.toEqual([]);
});

test('should point to the proof from the root of the repository', () => {
  const document: unknown = JSON.parse(sarifDocument(report([result({ verdict: 'vacuous' })]), ABOUT));

  expect(document).toMatchObject({
    runs: [
      {
        results: [
          {
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'queues/proofs/split/add-used.proof.ts' },
                  region: { startLine: 7 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});

test('should have no result for what is proved, which readers would take for an alert', () => {
  expect(JSON.parse(sarifDocument(report([result({})]), ABOUT))).toMatchObject({
    runs: [{ results: [], invocations: [{ executionSuccessful: true }] }],
  });
});
