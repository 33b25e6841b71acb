"""A small shop and its sheet: one of everything that is sent."""

HEADINGS = (
    "id,handle,sku,name,description,variant_option_one_name,variant_option_one_value,"
    "active_online,retail_price,brand_name,image_url\n"
)
BEFORE = (
    HEADINGS
    + """,mug,MUG,Tasse bleue,<p>Grès</p>,,,1,18.50,Argile,
,bowl,BOWL,Bol,,,,1,22,Argile,
,plate,PLATE,Assiette,,,,1,12,Argile,
,scarf,SCARF-S,Foulard,,Size,S,1,40,Laine,
,scarf,SCARF-L,Foulard,,Size,L,1,45,Laine,
,own,OWN,Rien à voir,,,,1,5,Autre,
"""
)
SHEET = (
    HEADINGS
    + """,mug,MUG,Tasse bleue,"<p class=""x"">Grès<!-- fin --></p>",,,1,19.25,Argile,
,bowl,BOWL,Grand bol de grès,,,,1,24.50,Argile,
,plate,PLATE,Assiette,,,,1,12,Argile,
,scarf,SCARF-S,Foulard,,Size,S,1,40,Laine,
,scarf,SCARF-L,Foulard,,Size,L,1,46.75,Laine,
,scarf,SCARF-XL,Foulard,,Size,XL,1,49,Laine,
,lamp,lamp-1,Lampe de chevet,<p>Chêne</p>,,,1,89.90,Bois,https://shop.example/lamp.jpg
,tee,TEE-S,Chandail,,Size,S,0,30,Coton,
,tee,TEE-M,Chandail,,Size,M,0,32,Coton,
"""
)
