"""A form that the program does not bring along, as a commune would add it: one file and nothing else."""

import json

NEVER_SEEN = json.dumps(
    {
        "code": "boat_mooring",
        "title": {"vi": "Đơn xin neo ghe", "en": "Request to moor a boat"},
        "procedures": ["2.000635"],
        "source": "Quy ước của xã",
        "kind": "own",
        "steps": [
            {
                "title": {"vi": "Người xin", "en": "Who asks"},
                "fields": [
                    {"name": "name", "type": "caps", "label": {"vi": "Họ tên", "en": "Name"}},
                    {"name": "id_number", "type": "id_number", "label": {"vi": "Số định danh", "en": "Number"}},
                    {
                        "name": "boat",
                        "type": "choice",
                        "label": {"vi": "Loại ghe", "en": "Boat"},
                        "options": [
                            {"value": "small", "vi": "Ghe nhỏ", "en": "Small"},
                            {"value": "big", "vi": "Ghe lớn", "en": "Big"},
                        ],
                    },
                    {
                        "name": "length",
                        "type": "number",
                        "when": "big",
                        "label": {"vi": "Chiều dài", "en": "Length"},
                    },
                ],
            }
        ],
        "values": {
            "type": "object",
            "properties": {
                "name": {"type": "string", "minLength": 1},
                "id_number": {"type": "string", "pattern": "^[0-9]{12}$"},
                "boat": {"enum": ["small", "big"]},
                "length": {"type": "number", "minimum": 1},
            },
            "required": ["name", "boat"],
            "additionalProperties": False,
            "allOf": [{"if": {"$ref": "#/$defs/big"}, "then": {"required": ["length"]}}],
            "$defs": {"big": {"type": "object", "properties": {"boat": {"const": "big"}}, "required": ["boat"]}},
        },
        "examples": {
            "pass": [{"name": "nhỏ", "values": {"name": "DANH THỊ THỬ", "boat": "small"}}],
            "fail": [{"name": "lớn", "values": {"name": "DANH", "boat": "big"}, "at": "/length"}],
        },
    }
)
"""`boat_mooring.json`."""
