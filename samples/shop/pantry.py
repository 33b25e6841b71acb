"""The pantry: food, without tax, under the long codes that are printed on the jars."""

from samples.shop.rows import Department, Product

_SUGAR_HOUSE = Department(
    category="Épicerie / Érable",
    brand="Trois Sapinettes",
    supplier="Cabane des Trois Sapinettes",
    tags="érable;sans gluten",
    tax="No Tax",
    products=(
        Product(
            sku="020000000017",
            name="Sirop d'érable ambré 540 ml",
            price="13.50",
            weight="0.98 KG",
            about="<p>Récolte de printemps.</p>\n<ul>\n<li>Cuit au bois</li>\n<li>Rien d'ajouté</li>\n</ul>",
        ),
        Product(sku="020000000024", name="Sirop d'érable foncé 540 ml", price="13.50", weight="0.98 KG"),
        Product(sku="020000000031", name="Beurre d'érable", price="11.00", weight="260 G"),
        Product(sku="020000000048", name="Sucre d'érable granulé", price="12.00", weight="230 G"),
        Product(sku="020000000055", name="Cornets de tire, boîte de 6", price="9.00", weight="180 G", online=False),
        Product(sku="020000000062", name="Bonbons clairs à l'érable", price="6.50", weight="150 G"),
        Product(sku="020000000079", name="Moutarde à l'érable", price="8.75", weight="240 G"),
        Product(sku="020000000086", name="Gelée de sapin", price="10.50", weight="190 G"),
    ),
)

_PANTRY = Department(
    category="Épicerie / Garde-manger",
    brand="Cormoran Bleu",
    supplier="Conserverie du Cormoran",
    tags="épicerie",
    tax="No Tax",
    products=(
        Product(sku="745000417009", name="Tisane « Veillée d'hiver »", price="9.95", weight="55 G"),
        Product(sku="745000417016", name="Thé noir fumé", price="12.95", weight="80 G"),
        Product(sku="745000417023", name="Café du phare, en grains", price="18.50", weight="340 G"),
        Product(sku="745000417030", name="Chocolat chaud à l'ancienne", price="14.00", weight="300 G"),
        Product(sku="745000417047", name="Biscuits à l'avoine", price="7.25", weight="200 G"),
        Product(sku="745000417054", name="Confiture de camerises", price="9.50", weight="250 G"),
        Product(sku="745000417061", name="Ketchup aux fruits", price="9.50", weight="500 G"),
        Product(sku="745000417078", name="Rillettes de saumon", price="13.25", weight="120 G", online=False),
        Product(sku="745000417085", name="Sel aux herbes salées", price="6.75", weight="130 G"),
        Product(sku="745000417092", name="Huile de caméline", price="16.00", weight="0.48 KG"),
        Product(sku="745000417108", name="Pâtes aux algues", price="8.25", weight="350 G"),
        Product(sku="745000417115", name="Caramel à la fleur de sel", price="10.00", weight="220 G"),
    ),
)

DEPARTMENTS = (_SUGAR_HOUSE, _PANTRY)
